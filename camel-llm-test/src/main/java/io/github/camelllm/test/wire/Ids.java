/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.test.wire;

/** Makes ids that look like the provider's and are the same in each run. */
public final class Ids {

    private static final String ALNUM = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
    private static final String HEX = "0123456789abcdef";

    private Ids() {}

    public static String alnum(String seed, int length) {
        return from(ALNUM, seed, length);
    }

    public static String hex(String seed, int length) {
        return from(HEX, seed, length);
    }

    /** A UUID in form, not in randomness. */
    public static String uuid(String seed) {
        String digits = hex(seed, 32);
        return digits.substring(0, 8) + "-" + digits.substring(8, 12) + "-4" + digits.substring(13, 16) + "-a"
                + digits.substring(17, 20) + "-" + digits.substring(20);
    }

    private static String from(String alphabet, String seed, int length) {
        long state = 1_469_598_103_934_665_603L;
        for (int i = 0; i < seed.length(); i++) {
            state = (state ^ seed.charAt(i)) * 1_099_511_628_211L;
        }
        StringBuilder id = new StringBuilder(length);
        for (int i = 0; i < length; i++) {
            state = state * 6_364_136_223_846_793_005L + 1_442_695_040_888_963_407L;
            id.append(alphabet.charAt((int) Math.floorMod(state >>> 33, (long) alphabet.length())));
        }
        return id.toString();
    }
}
