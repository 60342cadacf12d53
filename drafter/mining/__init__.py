"""Mining: reports into template packs."""
