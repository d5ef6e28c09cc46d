"""A generator of fictional program sites and listings, its server, and their truth. The product never needs it."""
