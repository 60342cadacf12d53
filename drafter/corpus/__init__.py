"""Reports read: from a file to clean text, outline and facts."""
