"""Small widgets and painters that several screens share."""
