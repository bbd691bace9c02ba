"""The only writers of people, organisations and memberships."""
