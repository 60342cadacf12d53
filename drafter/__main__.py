"""python -m drafter"""

from drafter.cli.app import main

if __name__ == "__main__":
    main()
