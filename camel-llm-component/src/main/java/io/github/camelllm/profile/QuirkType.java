package io.github.camelllm.profile;

/** What the value of a quirk looks like in a profile. */
public enum QuirkType {
    /** true or false. */
    FLAG,
    /** A text. */
    TEXT,
    /** A list of texts. */
    LIST,
    /** Texts by name. */
    MAP
}
