"""Training, assessments and other programmes set against what countries and the Global Programme need."""
