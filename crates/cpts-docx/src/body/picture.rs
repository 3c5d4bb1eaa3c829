//! Pictures in a line of text: logo, motif of the cover, figures.

use super::{Body, text::push_attribute};
use crate::base::Image;

/// EMU in a twip.
const TWIP: u32 = 635;

/// What screen readers skip.
const DECORATIVE: &str = "<a:ext uri=\"{C183D7F6-B498-43B3-948B-1728B52AA6E4}\">\
     <adec:decorative xmlns:adec=\"http://schemas.microsoft.com/office/drawing/2017/decorative\" val=\"1\"/></a:ext>";

impl Body<'_> {
    /// Returns the run that shows a picture, `width` and `height` in twips; one without description is a decoration.
    pub(super) fn picture(&mut self, image: &Image, description: &str, (width, height): (u32, u32)) -> String {
        let (id, cx, cy) = (self.base.next_id(), width.max(1) * TWIP, height.max(1) * TWIP);
        let mut xml = format!(
            "<w:r><w:drawing><wp:inline distT=\"0\" distB=\"0\" distL=\"0\" distR=\"0\"><wp:extent cx=\"{cx}\" cy=\"{cy}\"/>\
             <wp:docPr id=\"{id}\" name=\"Image {id}\""
        );
        push_attribute("descr", description, &mut xml);
        if description.is_empty() {
            push!(xml, "><a:extLst>{DECORATIVE}</a:extLst></wp:docPr>");
        } else {
            xml += "/>";
        }
        // Programs that know no SVG show the picture it stands beside.
        let drawing = image.drawing.as_ref().map_or("/>".to_owned(), |relation| {
            format!(
                "><a:extLst><a:ext uri=\"{{96DAC541-7B7A-43D3-8B79-37D633B846F1}}\">\
                 <asvg:svgBlip xmlns:asvg=\"http://schemas.microsoft.com/office/drawing/2016/SVG/main\" r:embed=\"{relation}\"/>\
                 </a:ext></a:extLst></a:blip>"
            )
        });
        xml + &format!(
            "<wp:cNvGraphicFramePr><a:graphicFrameLocks noChangeAspect=\"1\"/></wp:cNvGraphicFramePr><a:graphic>\
             <a:graphicData uri=\"http://schemas.openxmlformats.org/drawingml/2006/picture\"><pic:pic><pic:nvPicPr>\
             <pic:cNvPr id=\"{id}\" name=\"Image {id}\"/><pic:cNvPicPr/></pic:nvPicPr><pic:blipFill>\
             <a:blip r:embed=\"{}\"{drawing}<a:stretch><a:fillRect/></a:stretch></pic:blipFill><pic:spPr><a:xfrm>\
             <a:off x=\"0\" y=\"0\"/><a:ext cx=\"{cx}\" cy=\"{cy}\"/></a:xfrm><a:prstGeom prst=\"rect\"><a:avLst/></a:prstGeom>\
             </pic:spPr></pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r>",
            image.relation
        )
    }
}
