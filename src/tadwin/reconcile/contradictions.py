from tadwin.types import Contradiction
def contradictions(said): return ()
