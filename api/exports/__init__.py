"""Exports: what is too long for an answer, streamed from a link that is good for one session and a few minutes."""
