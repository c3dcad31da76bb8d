"""OFD (GB/T 33190), the layout format of Chinese government offices."""
