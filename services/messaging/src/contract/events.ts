// Messaging says nothing that others act on.
export {}
