"""A pack checked before a clerk meets what is wrong with it: its names, options, points, levels, sentences."""
