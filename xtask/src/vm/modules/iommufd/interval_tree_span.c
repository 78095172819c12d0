// SPDX-License-Identifier: MIT OR GPL-2.0
/*
 * For tests only: the part of the kernel's interval trees that it is built with only where something selects it, as a part
 * of the module that needs it. What the kernel exports already is not exported again.
 */
#include <linux/export.h>
#undef EXPORT_SYMBOL_GPL
#define EXPORT_SYMBOL_GPL(symbol)
#define CONFIG_INTERVAL_TREE_SPAN_ITER 1
#include "../../../lib/interval_tree.c"
