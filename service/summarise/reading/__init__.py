"""Raw text or HTML in, an article out: cleaning, sentences, quotations, language."""
