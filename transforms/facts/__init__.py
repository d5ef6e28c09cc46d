"""One module per fact (or family of facts that share wording), a package where large: passage in, statements out."""
