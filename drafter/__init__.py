"""drafter: templates mined from work reports, facts filled in, Word drafts out."""
