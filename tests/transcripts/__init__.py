"""Stories: talks that one can read aloud, replayed over the real pipeline, State dumped and loaded at each turn."""
