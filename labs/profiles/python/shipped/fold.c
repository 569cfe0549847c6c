#include "fold.h"

#include <ctype.h>
#include <string.h>

// region fold
void fold(char *text) {
    for (size_t i = 0; i < strlen(text); i++) {
        text[i] = (char)tolower((unsigned char)text[i]);
    }
}
// endregion fold
