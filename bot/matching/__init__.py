"""From a typed question to what to reply: danger first, then the best labels, then how sure to be."""
