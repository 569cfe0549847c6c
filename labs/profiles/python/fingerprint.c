// The module "fingerprint": fingerprint(text) is a number for a text, the same for capital and small letters.
#define PY_SSIZE_T_CLEAN
#include <Python.h>
#include <stdint.h>

#include "fold.h"

// FNV-1a, 32 bits.
static uint32_t hash(const char *text) {
    uint32_t value = 2166136261u;
    for (; *text; text++) {
        value = (value ^ (unsigned char)*text) * 16777619u;
    }
    return value;
}

static PyObject *fingerprint(PyObject *self, PyObject *argument) {
    (void)self;
    Py_ssize_t length;
    const char *text = PyUnicode_AsUTF8AndSize(argument, &length);
    if (text == NULL) {
        return NULL;
    }
    char *copy = PyMem_RawMalloc((size_t)length + 1);
    if (copy == NULL) {
        return PyErr_NoMemory();
    }
    memcpy(copy, text, (size_t)length + 1);
    uint32_t value;
    Py_BEGIN_ALLOW_THREADS
    fold(copy);
    value = hash(copy);
    Py_END_ALLOW_THREADS
    PyMem_RawFree(copy);
    return PyLong_FromUnsignedLong(value);
}

static PyMethodDef methods[] = {
    {"fingerprint", fingerprint, METH_O, "Return a number for a text, whatever its capitals."},
    {NULL, NULL, 0, NULL},
};

static struct PyModuleDef module = {
    PyModuleDef_HEAD_INIT, "fingerprint", NULL, 0, methods, NULL, NULL, NULL, NULL,
};

PyMODINIT_FUNC PyInit_fingerprint(void) {
    return PyModule_Create(&module);
}
