//! Fonts, colours and spacing: the only place of the window that turns the palette into what egui draws with.

use eframe::egui::{
    self, Color32, CornerRadius, FontData, FontDefinitions, FontFamily, FontId, Margin, Stroke,
};
use egui::style::{ScrollStyle, WidgetVisuals, Widgets};

use crate::palette::{self, Appearance, Rgb};

use super::settings::Theme;

const SERIF: &str = "serif";
const SERIF_STRONG: &str = "serif strong";
const STRONG: &str = "strong";

/// The typeface of running text.
pub fn serif(size: f32) -> FontId {
    FontId::new(size, FontFamily::Name(SERIF.into()))
}

/// The typeface of headlines.
pub fn serif_strong(size: f32) -> FontId {
    FontId::new(size, FontFamily::Name(SERIF_STRONG.into()))
}

/// The typeface of labels that stand out.
pub fn strong(size: f32) -> FontId {
    FontId::new(size, FontFamily::Name(STRONG.into()))
}

/// The typeface of everything else.
pub fn plain(size: f32) -> FontId {
    FontId::proportional(size)
}

/// A palette colour as egui's.
pub fn colour(Rgb(r, g, b): Rgb) -> Color32 {
    Color32::from_rgb(r, g, b)
}

fn hex(value: u32) -> Color32 {
    Color32::from_rgb((value >> 16) as u8, (value >> 8) as u8, value as u8)
}

/// The colours of the window around the article.
#[derive(Debug, Clone, Copy)]
pub struct Look {
    /// Light or dark.
    pub appearance: Appearance,
    /// Whether everything is black on white, or white on black.
    pub is_stark: bool,
    /// Behind the article and the chart.
    pub page: Color32,
    /// Behind everything else.
    pub panel: Color32,
    /// Behind a card or a button at rest.
    pub raised: Color32,
    /// Behind what the pointer is on.
    pub hover: Color32,
    /// Thin lines between things.
    pub line: Color32,
    /// Words.
    pub ink: Color32,
    /// Words of less weight; still at least 7 to 1 on every ground above.
    pub weak: Color32,
    /// Behind selected text.
    pub selection: Color32,
    /// Behind the words looked for.
    pub found: Color32,
    /// The mark of the keyboard's focus, and of links.
    pub accent: Color32,
    /// Bad news.
    pub alarm: Color32,
}

impl Look {
    /// The colours that `ui` is drawn with.
    pub fn of(ui: &egui::Ui) -> Self {
        let appearance = if ui.visuals().dark_mode { Appearance::Dark } else { Appearance::Light };
        // No other theme has lines of this width around its windows.
        if ui.visuals().window_stroke.width > 1.0 { Self::stark(appearance) } else { Self::new(appearance) }
    }

    /// The colours of one appearance.
    pub fn new(appearance: Appearance) -> Self {
        let page = colour(palette::page(appearance));
        let ink = colour(palette::ink(appearance));
        match appearance {
            Appearance::Light => Self {
                appearance,
                is_stark: false,
                page,
                ink,
                panel: hex(0xF6F6F4),
                raised: hex(0xEBEBE8),
                hover: hex(0xE3E4E2),
                line: hex(0xDEDEDA),
                weak: hex(0x434952),
                selection: hex(0xBFD9F5),
                found: hex(0xFFE89A),
                accent: hex(0x14467A),
                alarm: hex(0x842312),
            },
            Appearance::Dark => Self {
                appearance,
                is_stark: false,
                page,
                ink,
                panel: hex(0x23262B),
                raised: hex(0x2F3339),
                hover: hex(0x393E46),
                line: hex(0x383C43),
                weak: hex(0xCED4DC),
                selection: hex(0x264A70),
                found: hex(0x544610),
                accent: hex(0xB9DBFB),
                alarm: hex(0xFCD0C3),
            },
        }
    }

    /// The colours of one appearance with as much contrast as there is.
    pub fn stark(appearance: Appearance) -> Self {
        let (page, ink, near) = match appearance {
            Appearance::Light => (Color32::WHITE, Color32::BLACK, hex(0xE6E6E6)),
            Appearance::Dark => (Color32::BLACK, Color32::WHITE, hex(0x262626)),
        };
        let usual = Self::new(appearance);
        Self {
            is_stark: true,
            page,
            ink,
            panel: page,
            raised: near,
            hover: near,
            line: ink,
            weak: ink,
            accent: if appearance == Appearance::Light { hex(0x0A3A6B) } else { hex(0xBFE0FF) },
            alarm: if appearance == Appearance::Light { hex(0x7A1200) } else { hex(0xFFD2C4) },
            ..usual
        }
    }

    /// The colour of an actor's name.
    pub fn actor_words(&self, place: palette::Place) -> Color32 {
        self.legible(place.colour(self.appearance))
    }

    /// The colour of a score.
    pub fn score(&self, score: f64) -> Color32 {
        self.legible(palette::stance(score, self.appearance))
    }

    /// A colour for words: legible on the page and on what is raised from it.
    fn legible(&self, words: Rgb) -> Color32 {
        let [r, g, b, _] = self.hover.to_array();
        colour(palette::legible(words, Rgb(r, g, b)))
    }

    /// The colour of an actor.
    pub fn actor(&self, place: palette::Place) -> Color32 {
        colour(place.colour(self.appearance))
    }
}

/// Loads the fonts and sets the style of both themes.
pub fn install(ctx: &egui::Context) {
    ctx.set_fonts(fonts());
    follow(ctx, Theme::default(), false);
}

/// Follows the reader's choice of theme.
pub fn follow(ctx: &egui::Context, theme: Theme, is_stark: bool) {
    for (theme, appearance) in
        [(egui::Theme::Light, Appearance::Light), (egui::Theme::Dark, Appearance::Dark)]
    {
        let look = if is_stark { Look::stark(appearance) } else { Look::new(appearance) };
        ctx.style_mut_of(theme, |style| dress(style, &look));
    }
    // A desktop that doesn't say what it prefers gets a page like paper.
    ctx.options_mut(|options| options.fallback_theme = egui::Theme::Light);
    ctx.set_theme(match theme {
        Theme::System => egui::ThemePreference::System,
        Theme::Light => egui::ThemePreference::Light,
        Theme::Dark => egui::ThemePreference::Dark,
    });
}

fn fonts() -> FontDefinitions {
    let mut fonts = FontDefinitions::default();
    let shipped: [(&str, &'static [u8]); 4] = [
        ("Inter", palette::fonts::INTER),
        ("Inter SemiBold", palette::fonts::INTER_SEMIBOLD),
        ("Source Serif", palette::fonts::SERIF),
        ("Source Serif Semibold", include_bytes!("../../assets/fonts/SourceSerifPro-Semibold.ttf")),
    ];
    for (name, bytes) in shipped {
        fonts.font_data.insert(name.into(), FontData::from_static(bytes).into());
    }
    // What the shipped fonts lack comes from egui's own and from the system's.
    let others = fonts.families.get(&FontFamily::Proportional).cloned().unwrap_or_default();
    let chains: [(FontFamily, &[&str]); 4] = [
        (FontFamily::Proportional, &["Inter"]),
        (FontFamily::Name(STRONG.into()), &["Inter SemiBold", "Inter"]),
        (FontFamily::Name(SERIF.into()), &["Source Serif", "Inter"]),
        (FontFamily::Name(SERIF_STRONG.into()), &["Source Serif Semibold", "Inter SemiBold"]),
    ];
    for (family, own) in chains {
        let chain = own.iter().map(|&name| name.to_owned()).chain(others.iter().cloned());
        fonts.families.insert(family, chain.collect());
    }
    fonts
}

fn dress(style: &mut egui::Style, look: &Look) {
    use egui::TextStyle::{Body, Button, Heading, Small};
    style.text_styles.extend([
        (Small, plain(12.0)),
        (Body, plain(14.0)),
        (Button, plain(14.0)),
        (Heading, strong(15.0)),
    ]);
    let spacing = &mut style.spacing;
    spacing.item_spacing = egui::vec2(8.0, 4.0);
    spacing.button_padding = egui::vec2(8.0, 4.0);
    spacing.menu_margin = Margin::same(6);
    spacing.interact_size.y = 24.0;
    spacing.tooltip_width = 360.0;
    spacing.scroll = ScrollStyle {
        foreground_color: false,
        fade: egui::style::ScrollFadeStyle { strength: 0.0, ..Default::default() },
        ..ScrollStyle::floating()
    };
    style.interaction.selectable_labels = false;
    style.interaction.tooltip_delay = 0.3;
    style.animation_time = 0.1;
    let visuals = &mut style.visuals;
    visuals.widgets = widgets(look);
    visuals.panel_fill = look.panel;
    visuals.window_fill = look.page;
    visuals.window_stroke = Stroke::new(if look.is_stark { 2.0 } else { 1.0 }, look.line);
    visuals.window_corner_radius = CornerRadius::same(8);
    visuals.menu_corner_radius = CornerRadius::same(8);
    visuals.extreme_bg_color = look.page;
    visuals.faint_bg_color = look.raised;
    visuals.weak_text_color = Some(look.weak);
    visuals.hyperlink_color = look.accent;
    visuals.error_fg_color = look.alarm;
    visuals.selection.bg_fill = look.selection;
    visuals.selection.stroke = Stroke::new(1.0, look.ink);
    visuals.popup_shadow = egui::Shadow {
        offset: [0, 4],
        blur: 16,
        spread: 0,
        color: Color32::from_black_alpha(if look.appearance == Appearance::Light { 32 } else { 96 }),
    };
    visuals.window_shadow = visuals.popup_shadow;
    visuals.text_cursor.stroke = Stroke::new(2.0, look.accent);
    visuals.text_cursor.blink = false;
    visuals.interact_cursor = None;
}

fn widgets(look: &Look) -> Widgets {
    let visuals = |fill: Color32, edge: Color32, words: Color32| WidgetVisuals {
        bg_fill: fill,
        weak_bg_fill: fill,
        bg_stroke: Stroke::new(1.0, edge),
        corner_radius: CornerRadius::same(6),
        fg_stroke: Stroke::new(1.0, words),
        expansion: 0.0,
    };
    Widgets {
        noninteractive: visuals(look.panel, look.line, look.ink),
        inactive: visuals(look.raised, if look.is_stark { look.line } else { look.raised }, look.ink),
        hovered: visuals(look.hover, look.hover, look.ink),
        active: visuals(look.hover, look.accent, look.ink),
        open: visuals(look.hover, look.hover, look.ink),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::palette::{LEGIBLE, Place, contrast};

    fn rgb(colour: Color32) -> Rgb {
        let [r, g, b, _] = colour.to_array();
        Rgb(r, g, b)
    }

    #[test]
    fn latin_greek_and_cyrillic_are_in_the_shipped_fonts() {
        let ctx = egui::Context::default();
        install(&ctx);
        let mut fonts = super::fonts();
        // What egui and the system bring does not count.
        for chain in fonts.families.values_mut() {
            chain.retain(|name| name.starts_with("Inter") || name.starts_with("Source"));
        }
        ctx.set_fonts(fonts);
        let words = "Ćčđșțžőűłńřůÿøæßñ ΑΒΓΔΩαβγδωάέήίόύώϊΐς АБВЖЯабвжяђјљњћџґєіїў „“”«»‘’–—…";
        let mut output = ctx.run_ui(egui::RawInput::default(), |ui| {
            for font in [plain(14.0), strong(14.0), serif(17.0), serif_strong(28.0)] {
                for c in words.chars() {
                    assert!(ui.ctx().fonts_mut(|fonts| fonts.has_glyph(&font, c)), "{c} {font:?}");
                }
            }
        });
        output.textures_delta.clear();
    }

    #[test]
    fn all_words_are_legible_in_all_themes() {
        for appearance in [Appearance::Light, Appearance::Dark] {
            for look in [Look::new(appearance), Look::stark(appearance)] {
                let mut words = vec![
                    ("ink", look.ink),
                    ("weak", look.weak),
                    ("accent", look.accent),
                    ("alarm", look.alarm),
                ];
                let places = (0..9).map(Place::Rank).chain([Place::Unattributed]);
                words.extend(places.map(|place| ("actor", look.actor_words(place))));
                words.extend((-4..=4).map(|step| ("score", look.score(f64::from(step) / 4.0))));
                let grounds = [look.page, look.panel, look.raised, look.hover];
                for (name, colour) in words {
                    for ground in grounds {
                        let contrast = contrast(rgb(colour), rgb(ground));
                        assert!(contrast >= LEGIBLE, "{name} {appearance:?} {ground:?}: {contrast:.2}");
                    }
                }
                for ground in [look.selection, look.found] {
                    let contrast = contrast(rgb(look.ink), rgb(ground));
                    assert!(contrast >= LEGIBLE, "ink {appearance:?} {ground:?}: {contrast:.2}");
                }
            }
        }
    }
}
