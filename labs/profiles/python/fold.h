#ifndef OTLPLAB_FOLD_H
#define OTLPLAB_FOLD_H

// Turns the letters of a text into small ones, where it stands.
void fold(char *text);

#endif
