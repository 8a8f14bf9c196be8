"""The platform server: a Litestar application, one file of routes and one of queries per noun."""
