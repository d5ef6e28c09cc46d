"""One module per fact (or family of facts that share wording): passage in, statements out."""
