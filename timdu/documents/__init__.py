"""Documents: the PDF engine, the register of numbers, approval, signature and delivery."""
