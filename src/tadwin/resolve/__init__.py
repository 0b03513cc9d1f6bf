"""Words to places, days and actors. Pure: a Gazetteer comes in as an argument."""
