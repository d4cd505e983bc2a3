"""Inputs that nobody would think of, for every way by which something comes in from others.

A target (:mod:`tests.fuzz.targets`) takes bytes and raises on a fault. Three run it: a few made up by
hypothesis in ``make test``, very many in ``make fuzz`` (also led by the branches that they take), and
those that ever found a fault, kept in ``corpus/``, in ``make test`` for ever.
"""
