"""What people receive: applicants, eligibility, ranking, portfolio, workbooks, digests. No crawling, no parsing."""
