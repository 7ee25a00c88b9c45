"""National frameworks: who holds which data and how they flow, who teaches what, what assessments say, what others learned."""
