"""The graph as tools of an assistant (Model Context Protocol): every value with its quote; read-only."""
