"""A `.pptx` or `.potx` and its binding in, `Template` out; and new templates from theme YAML."""
