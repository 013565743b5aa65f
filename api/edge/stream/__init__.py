"""Subscriptions over WebSockets, in the protocol graphql-transport-ws."""
