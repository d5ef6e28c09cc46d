"""Dated facts as data files: specialties, states, medical schools, seasons. No code beyond a loader."""
