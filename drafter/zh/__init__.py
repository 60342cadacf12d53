"""The grammar of written Chinese that the package needs: punctuation, numerals, quantities, outlines, facts."""
