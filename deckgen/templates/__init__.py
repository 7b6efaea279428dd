"""A `.pptx`, `.potx`, `.pptm` or `.potm` and its binding in, `Template` out; and new templates from theme YAML."""
