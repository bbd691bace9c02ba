"""Whether the installation is well: for load balancers and container health checks."""
