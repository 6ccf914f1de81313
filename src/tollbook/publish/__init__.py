"""The dossier: page, record, manifest, explanation, and the verifier that ships inside it."""
