"""The documentation: what its pages print runs, and says what the pages say that it says."""
