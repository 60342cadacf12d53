"""Facts and packs brought together: drafts out, facts back."""
