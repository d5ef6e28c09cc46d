"""One spider per kind of source; a program is data, never a spider of its own."""
