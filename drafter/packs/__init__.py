"""Template packs on disk: found, loaded, validated, written, described as a JSON Schema."""
