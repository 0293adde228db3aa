"""The screens of each part: thin views over use cases. What every part shares stands here."""
