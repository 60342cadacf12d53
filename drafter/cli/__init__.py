"""The command line: verbs in English, help and messages in Chinese. One module a verb, imported when it is called."""
