"""The grammar of written Chinese that the package needs: punctuation, numerals, quantities, marks of an outline, facts."""
