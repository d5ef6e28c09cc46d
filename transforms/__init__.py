"""Pure functions: page -> passages -> statements -> programs; rosters; identity. No I/O, network, clock, framework."""
