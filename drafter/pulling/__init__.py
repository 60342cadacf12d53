"""An edited draft read back: its values into the facts file, its sentences as the body's own."""
