"""Part 3: the shop in a mesh, its rules, and the judge that reads what the mesh tells."""
