"""The branch's 整改台账: measures, limits and states of the papers that passed, for whoever reviews them."""
