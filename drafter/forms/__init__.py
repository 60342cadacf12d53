"""Forms: workbooks in which departments give their facts, and what comes back in them."""
