/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.governance;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAdjusters;
import java.util.Objects;

/**
 * The time for which an amount is granted.
 *
 * @param unit its length
 * @param rolling the last minute, hour, day … at any moment; or else that of the calendar
 * @param zone whose calendar it is
 */
public record Window(Unit unit, boolean rolling, ZoneId zone) {

    /** A rolling window forgets in so many steps. It counts a step until its end has left the window: rather too much. */
    static final int STEPS = 60;

    /** How long a window is. */
    public enum Unit {
        /** Sixty seconds. */
        MINUTE(Duration.ofMinutes(1)),
        /** Sixty minutes. */
        HOUR(Duration.ofHours(1)),
        /** Of the calendar: from midnight to midnight; rolling: 24 hours. */
        DAY(Duration.ofDays(1)),
        /** Of the calendar: from Monday; rolling: 7 days. */
        WEEK(Duration.ofDays(7)),
        /** Of the calendar: from the first; rolling: 30 days. */
        MONTH(Duration.ofDays(30));

        private final Duration length;

        Unit(Duration length) {
            this.length = length;
        }
    }

    public Window {
        Objects.requireNonNull(unit, "unit");
        Objects.requireNonNull(zone, "zone");
    }

    /** A window of the calendar in UTC. */
    public static Window of(Unit unit) {
        return new Window(unit, false, ZoneId.of("UTC"));
    }

    /** The period of the calendar, or the step of a rolling window, that a moment is in. */
    Period at(Instant moment) {
        if (rolling) {
            long step = unit.length.toMillis() / STEPS;
            Instant start = Instant.ofEpochMilli(Math.floorDiv(moment.toEpochMilli(), step) * step);
            return new Period(start, start.plusMillis(step));
        }
        ZonedDateTime start = start(moment.atZone(zone));
        return new Period(start.toInstant(), next(start).toInstant());
    }

    /** The earliest start of a period that still counts at a moment. */
    Instant since(Instant moment) {
        return rolling ? at(moment.minus(unit.length)).start() : at(moment).start();
    }

    /** When all that is spent in a period is forgotten. */
    Instant resets(Period period) {
        return rolling ? period.end().plus(unit.length) : period.end();
    }

    private ZonedDateTime start(ZonedDateTime moment) {
        ZonedDateTime day = moment.truncatedTo(ChronoUnit.DAYS);
        return switch (unit) {
            case MINUTE -> moment.truncatedTo(ChronoUnit.MINUTES);
            case HOUR -> moment.truncatedTo(ChronoUnit.HOURS);
            case DAY -> day;
            case WEEK -> day.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
            case MONTH -> day.withDayOfMonth(1);
        };
    }

    private ZonedDateTime next(ZonedDateTime start) {
        return switch (unit) {
            case MINUTE -> start.plusMinutes(1);
            case HOUR -> start.plusHours(1);
            case DAY -> start.plusDays(1);
            case WEEK -> start.plusWeeks(1);
            case MONTH -> start.plusMonths(1);
        };
    }

    /** Such as {@code a calendar month (Europe/Berlin)}. */
    @Override
    public String toString() {
        String length = unit.name().toLowerCase(java.util.Locale.ROOT);
        return rolling ? "a rolling " + length : "a calendar " + length + " (" + zone + ")";
    }

    /**
     * A part of time.
     *
     * @param start inclusive
     * @param end exclusive
     */
    public record Period(Instant start, Instant end) {

        /** Whether a moment is in it. */
        boolean holds(Instant moment) {
            return !moment.isBefore(start) && moment.isBefore(end);
        }
    }
}
