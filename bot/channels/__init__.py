"""One vendor, one file: what comes in becomes an Inbound, an Outbound goes out."""
