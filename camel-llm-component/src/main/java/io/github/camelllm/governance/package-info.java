/** Keeps the money together: a ledger of every attempt, and budgets that are reserved before a call and settled after it. */
@NullMarked
package io.github.camelllm.governance;

import org.jspecify.annotations.NullMarked;
