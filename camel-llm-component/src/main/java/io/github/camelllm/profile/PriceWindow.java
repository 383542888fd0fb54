/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.profile;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Hours with rates of their own.
 *
 * @param name such as {@code peak}
 * @param zone in which days and hours are meant
 * @param days on which the hours begin
 * @param hours at least one stretch
 * @param exceptDates days on which the hours do not begin, such as holidays
 * @param exceptionsKnownUntil the last day whose exceptions are known; null: all are
 * @param change what it does to the rates
 */
public record PriceWindow(
        String name,
        ZoneId zone,
        Set<DayOfWeek> days,
        List<Hours> hours,
        Set<LocalDate> exceptDates,
        @Nullable LocalDate exceptionsKnownUntil,
        RateChange change) {

    public PriceWindow {
        days = Set.copyOf(days);
        hours = List.copyOf(hours);
        exceptDates = Set.copyOf(exceptDates);
    }

    /** Whether the moment is inside. */
    public boolean holds(Instant when) {
        ZonedDateTime time = when.atZone(zone);
        LocalTime clock = time.toLocalTime();
        LocalDate today = time.toLocalDate();
        return hours.stream()
                .anyMatch(stretch -> stretch.fromDay(clock) && begins(today)
                        || stretch.fromDayBefore(clock) && begins(today.minusDays(1)));
    }

    /** Whether nobody knows if the day of the moment is an exception. */
    public boolean exceptionUnknown(Instant when) {
        return exceptionsKnownUntil != null && when.atZone(zone).toLocalDate().isAfter(exceptionsKnownUntil);
    }

    private boolean begins(LocalDate day) {
        return days.contains(day.getDayOfWeek()) && !exceptDates.contains(day);
    }

    /**
     * A stretch of a day. It ends on the next day when its end is not after its begin.
     *
     * @param from first moment
     * @param until first moment after; midnight is the end of the day
     */
    public record Hours(LocalTime from, LocalTime until) {

        private boolean wraps() {
            return !until.isAfter(from);
        }

        private boolean fromDay(LocalTime clock) {
            return !clock.isBefore(from) && (wraps() || clock.isBefore(until));
        }

        private boolean fromDayBefore(LocalTime clock) {
            return wraps() && clock.isBefore(until);
        }
    }
}
